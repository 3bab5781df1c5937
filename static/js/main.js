// What makes pages nicer; every page works without it.
import { listenToKeys } from "./keys.js";
import { openPalette, searchAsTyped } from "./palette.js";
import { copyOnClick } from "./copy.js";
import { saveAsTyped } from "./autosave.js";
import { showLive } from "./live.js";
import { countAsTyped } from "./meters.js";
import { pasteClean } from "./pasting.js";
import { remarkOnPassages } from "./remarks.js";
import { turnWithLanguage } from "./turn.js";
import { sendOnChoice } from "./fields.js";
import { moveChips } from "./move.js";
import { readHours } from "./hour.js";
import { editInChips } from "./editor.js";
import { chooseMarks } from "./picker.js";
import { setMarks } from "./toolbar.js";

listenToKeys({ "/": openPalette });
searchAsTyped();
copyOnClick();
saveAsTyped();
turnWithLanguage();
editInChips(); // after what this browser kept is back
chooseMarks();
setMarks();
showLive();
countAsTyped();
remarkOnPassages();
pasteClean();
sendOnChoice();
moveChips();
readHours();
