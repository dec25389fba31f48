"""The command line: options in, one call to the library, text and an exit status out."""
