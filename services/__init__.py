"""The desk's services: files taken in and kept, drafts out and back, how the workspace stands, who did what."""
