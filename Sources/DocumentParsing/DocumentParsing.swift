// DocumentParsing
