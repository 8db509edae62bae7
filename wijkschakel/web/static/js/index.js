// Small helps on top of pages that work without them. Hooks are data-ws-* attributes.
import "./speak.js";
import "./forms.js";
import "./passkeys.js";
import "./desk.js";
