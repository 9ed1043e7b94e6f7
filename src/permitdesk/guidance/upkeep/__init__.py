"""What of the pages somebody should mend: links, names of pictures, files, German that is hard."""
