"""The thread of a take: what student and teacher wrote, and the reply being written."""
