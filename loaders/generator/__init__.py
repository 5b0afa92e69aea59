"""The generator: an invented municipality of any size, written as our own tables, with truths that are known.

It stands beside the readers of files because it makes what the outside world would deliver. The recipe is
`data/waterrijk`; `generating.generate` is the door.
"""
