// What makes pages nicer; every page works without it. Pages where one writes add writing.js.
import { listenToKeys } from "./keys.js";
import { openPalette, searchAsTyped } from "./palette.js";
import { copyOnClick } from "./copy.js";
import { showLive } from "./live.js";
import { turnWithLanguage } from "./turn.js";
import { completeAddresses, keepToOneLine, openTarget, sendOnChoice, takeAlongToOtherLanguage } from "./fields.js";
import { moveChips } from "./move.js";
import { readHours } from "./hour.js";

takeAlongToOtherLanguage();
listenToKeys({ "/": openPalette });
searchAsTyped();
copyOnClick();
showLive();
turnWithLanguage();
sendOnChoice();
keepToOneLine();
completeAddresses();
openTarget();
moveChips();
readHours();
