/** The three channels between page and main process. */
export const CALL_CHANNEL = "desk:call";
export const PORT_CHANNEL = "desk:port";
export const MENU_CHANNEL = "desk:menu";
