export function makeCopy(wanted: {
  root: string;
  files: readonly string[];
  copies: string;
  copy: string;
  isCurrent(): boolean;
}): Promise<void>;
