declare module "*.po" {
  import type { Messages } from "@lingui/core";
  export const messages: Messages;
}
declare module "@fontsource-variable/noto-nastaliq-urdu/index.css";
