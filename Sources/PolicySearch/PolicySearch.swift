// PolicySearch
