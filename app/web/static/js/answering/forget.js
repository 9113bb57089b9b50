// After leaving: removes every draft from this device.

import { forgetAll } from "./drafts.js";

forgetAll();
