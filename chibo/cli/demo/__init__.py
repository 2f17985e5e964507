"""The demo world: four communes of the seed articles and their neighbours, invented people.

Built only through the actions that people use, the same on every run. Read `load`, then
`lives` (what happens to one member), `growing` (a commune's people), `telling` (lives → actions).
"""
