"""The web application: pages in areas, each with its blueprint, pages, view models and forms."""
