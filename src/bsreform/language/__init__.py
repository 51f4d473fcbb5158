"""Vietnamese text: folding, old encodings, people, wording."""
