// What makes writing and reading a piece nicer: saved as it is typed, chips, counters, remarks.
import { saveAsTyped } from "./autosave.js";
import { editInChips } from "./editor.js";
import { chooseMarks } from "./picker.js";
import { setMarks } from "./toolbar.js";
import { countAsTyped } from "./meters.js";
import { pasteClean } from "./pasting.js";
import { leadToPassages } from "./passages.js";
import { remarkOnPassages } from "./remarks.js";
import { sayWhoIsHere } from "./here.js";

saveAsTyped();
editInChips(); // after what this browser kept is back
chooseMarks();
setMarks();
countAsTyped();
leadToPassages();
remarkOnPassages();
pasteClean();
sayWhoIsHere();
