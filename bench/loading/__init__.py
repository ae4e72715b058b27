"""What the bench of load is made of: sessions as the server knows them, what they do, and how the server bears it."""
