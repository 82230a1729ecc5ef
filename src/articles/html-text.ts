/** The part of a DOM node that is used here. */
export type HtmlNode = {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly firstChild: HtmlNode | null;
  readonly nextSibling: HtmlNode | null;
  readonly parentNode: HtmlNode | null;
};

export type HtmlElement = HtmlNode & {
  getAttribute(name: string): string | null;
  readonly textContent: string | null;
};

const ELEMENT = 1;
const TEXT = 3;

const names = (list: string): Set<string> => new Set(list.toUpperCase().trim().split(/\s+/));

const BLOCKS = names(`
  address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
  h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul
`);
const CELLS = names("td th");
const NOT_READ = names(
  "title script style noscript template iframe object svg canvas textarea select button",
);

const BLANKS = /[ \t\n\r\f]+/g;
const BLANKS_AT_BREAK = / *\n */g;

/**
 * The words of an element as a reader sees them: one paragraph for each block element, with a blank line between
 * two, and a line break for `<br>`. Walks without recursion, so that deep nesting cannot overflow the stack.
 */
export function readableText(root: HtmlNode): string {
  const paragraphs: string[] = [];
  let current: string[] = [];
  const endParagraph = () => {
    const paragraph = current.join("").replace(/ {2,}/g, " ").replace(BLANKS_AT_BREAK, "\n").trim();
    if (paragraph) paragraphs.push(paragraph);
    current = [];
  };

  let node: HtmlNode | null = root;
  while (node) {
    if (BLOCKS.has(node.nodeName)) endParagraph();
    if (node.nodeType === TEXT) current.push((node.nodeValue ?? "").replace(BLANKS, " "));
    else if (node.nodeName === "BR") current.push("\n");
    else if (CELLS.has(node.nodeName)) current.push(" ");
    const child: HtmlNode | null =
      node.nodeType === ELEMENT && !NOT_READ.has(node.nodeName) ? node.firstChild : null;
    node = child ?? nextOutside(node, root, endParagraph);
  }
  endParagraph();
  return paragraphs.join("\n\n");
}

/** The node after `node` and all that it holds; `endBlock` is called for each block left on the way. */
function nextOutside(node: HtmlNode, root: HtmlNode, endBlock: () => void): HtmlNode | null {
  let at: HtmlNode | null = node;
  while (at && at !== root) {
    if (BLOCKS.has(at.nodeName)) endBlock();
    if (at.nextSibling) return at.nextSibling;
    at = at.parentNode;
  }
  return null;
}
