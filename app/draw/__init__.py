"""From results to pictures and sentences: pure functions, without Streamlit."""
