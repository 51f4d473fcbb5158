"""Past one machine: the same steps on partitions, with dask to move them; optional (`bsreform[cluster]`)."""
