/** What was found of one thing. A warning is worth knowing; only what is wrong keeps Dateline from its work. */
export type Finding = {
  level: "right" | "warning" | "wrong";
  /** What was examined, such as a variable. */
  subject: string;
  /** One sentence; of what is not right also how it is mended. */
  text: string;
};

export const right = (subject: string, text: string): Finding => ({ level: "right", subject, text });
export const warning = (subject: string, text: string): Finding => ({ level: "warning", subject, text });
export const wrong = (subject: string, text: string): Finding => ({ level: "wrong", subject, text });
