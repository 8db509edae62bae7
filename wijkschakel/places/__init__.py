"""Where things are: region, municipality, district (wijk), neighbourhood (buurt), venue, figures.

Codes are those of CBS, with the year of the division. It knows nothing of people."""
