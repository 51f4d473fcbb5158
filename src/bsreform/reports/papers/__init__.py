"""The documents that are signed: what each report says on paper, in the order of an official report."""
