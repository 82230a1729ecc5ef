import { describe, expect, it } from "vitest";
import { openBrowser } from "../../src/picture/browser.ts";
import { DatelineError } from "../../src/shared/errors.ts";

describe("openBrowser", () => {
  it("says what to install and what to set where there is no Chromium", async () => {
    const error = await openBrowser("no-such-chromium").catch((reason) => reason);
    expect(error).toBeInstanceOf(DatelineError);
    expect(error.message).toMatch(/"no-such-chromium".*apt install chromium.*CHROMIUM/);
  });

  it("repeats the last words of a browser that ends before the picture is taken", async () => {
    const notABrowser = process.execPath;
    const browser = await openBrowser(notABrowser);
    const error = await browser.photograph("", { width: 1, scale: 1 }).catch((reason) => reason);
    await browser.close();
    expect(error).toBeInstanceOf(DatelineError);
    expect(error.message).toMatch(/ended too early.*CHROMIUM.*bad option/s);
  });
});
