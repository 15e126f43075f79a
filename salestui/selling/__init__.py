"""What sellers and managers do, as pure functions from a state of the book to findings and edits.

``advancing`` moves deals through their stages, ``deals`` holds what belongs to one deal,
``customers`` customers and leads, ``following`` what is due and logged, ``targets`` the target
matrix. ``changes`` is what all of them give back: cells and new rows that become one edit.
Views show what is found; the interface turns keys into the edits.
"""
