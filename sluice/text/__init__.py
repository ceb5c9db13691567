"""What words mean, whatever page they stand on: words, phrases, names, dates, in every language."""
