"""The sheets that reports are made of: figures in, blocks of a Section out."""
