"""Marks where the manifest of our components stands, so that Streamlit finds it in an editable install."""
