"""The domain: what a studio holds and what each field means. Plain records, no storage, no window."""
