"""Stock EasyForms: forms that editors build with easyform's own fields, without its holes.

A stock form keeps easyform's editor, fields and validation. What could run code, send mail or
store answers where others read them is refused by the content class itself, whichever way it
comes in: editor, REST, import, WebDAV.
"""
