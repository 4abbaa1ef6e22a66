"""Files to take away: datasets, the formats they are written in, the data package."""
