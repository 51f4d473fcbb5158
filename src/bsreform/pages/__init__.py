"""Reference pages made from the declarations."""
