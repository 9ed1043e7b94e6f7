"""What an application will probably cost: a pure core over dated figures and dated rules.

``estimate`` says it, ``words.told`` tells it. It is an estimate always: the officer sets the fee.
"""
