"""From the Dutch grid (Rijksdriehoek, EPSG:28992) and web maps (EPSG:3857) to longitude, latitude.

The polynomials for the grid are the published approximation around Amersfoort; within the
country they are right to about a metre.
"""

import math

X0, Y0 = 155_000.0, 463_000.0
LATITUDE0, LONGITUDE0 = 52.15517440, 5.38720621

# (power of dx, power of dy, seconds of arc)
NORTH = (
    (0, 1, 3235.65389),
    (2, 0, -32.58297),
    (0, 2, -0.24750),
    (2, 1, -0.84978),
    (0, 3, -0.06550),
    (2, 2, -0.01709),
    (1, 0, -0.00738),
    (4, 0, 0.00530),
    (2, 3, -0.00039),
    (4, 1, 0.00033),
    (1, 1, -0.00012),
)
EAST = (
    (1, 0, 5260.52916),
    (1, 1, 105.94684),
    (1, 2, 2.45656),
    (3, 0, -0.81885),
    (1, 3, 0.05594),
    (3, 1, -0.05607),
    (0, 1, 0.01199),
    (3, 2, -0.00256),
    (1, 4, 0.00128),
    (0, 2, 0.00022),
    (2, 0, -0.00022),
    (5, 0, 0.00026),
)


def from_rd(x: float, y: float) -> tuple[float, float]:
    """Give longitude and latitude of a point on the Dutch grid."""
    dx, dy = (x - X0) * 1e-5, (y - Y0) * 1e-5
    north = sum(k * dx**p * dy**q for p, q, k in NORTH)
    east = sum(k * dx**p * dy**q for p, q, k in EAST)
    return LONGITUDE0 + east / 3600, LATITUDE0 + north / 3600


def from_mercator(x: float, y: float) -> tuple[float, float]:
    """Give longitude and latitude of a point on a web map."""
    radius = 6_378_137.0
    latitude = 2 * math.atan(math.exp(y / radius)) - math.pi / 2
    return math.degrees(x / radius), math.degrees(latitude)
