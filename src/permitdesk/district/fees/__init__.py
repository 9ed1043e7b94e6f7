"""What an application will probably cost: a pure core over dated figures and dated rules.

``estimate`` says it, ``in_words`` tells it. It is an estimate always: the officer sets the fee.
"""
