"""How a knowledge product is cited: references in words, as files and as tags in its page."""
