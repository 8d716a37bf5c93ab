"""What kgbuild, or another extractor, told of articles beside what people found in them."""
