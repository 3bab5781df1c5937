// The kit of a partner: its copy buttons, and nothing else.
import { copyOnClick } from "./copy.js";

copyOnClick();
