"""How a document looks: HTML from a template, then PDF, Word, Markdown or a page."""
