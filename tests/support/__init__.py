"""What tests of several packages share: worlds to test in, pages and browsers, and checks that every page must pass."""
