// IntegerCoding
