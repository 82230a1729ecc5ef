/**
 * Every sentence that a reader sees, in English: a function each. Arguments are Markdown already: whatever comes from an
 * article or a user has been through `label` or `escapeMarkdown`. Another language is another table of type `Texts`.
 */
export const english = {
  // Answers
  contextLabel: () => "Context",
  closestLabel: () => "Show the closest passages",
  alsoIn: (sources: string, more: number) => `also in: ${sources}${more > 0 ? ` and ${more} more` : ""}`,
  quotesTooLong: (count: number) =>
    count === 1
      ? "One more quote did not fit into this message."
      : `${count} more quotes did not fit into this message.`,
  notInTheArticles: () => "The articles do not answer this.",
  noArticleInRange: (range: string) => `No article is dated ${range}.`,
  closestNotAnAnswer: () => "Not an answer: the articles do not answer this. These passages come closest.",
  between: (from: string, to: string) => `between ${from} and ${to}`,
  since: (date: string) => `on or after ${date}`,
  until: (date: string) => `on or before ${date}`,
  on: (date: string) => `on ${date}`,
  articlesDated: (range: string) => `Articles dated ${range}`,
  onlyIn: (file: string) => `only in ${file}`,

  // Context
  articleGone: () => "This article is no longer in the collection.",
  articleChanged: () => "This article has changed since it was quoted. Please ask again.",

  // Asking
  howToAsk: () =>
    "Write your question after the mention, or use `/ask`, and I answer in the articles' own words.",
  questionTooLong: (max: number) =>
    `This question is too long for me. Please ask it in at most ${max} characters.`,
  badDate: (option: string, typed: string) =>
    `\`${option}\`: “${typed}” is not a date of the calendar. Write it as year-month-day, for example 2023-09-13.`,
  fromAfterTo: (from: string, to: string) =>
    `\`from\` (${from}) is after \`to\` (${to}). Please exchange or correct them.`,
  unknownSource: (typed: string) =>
    `\`source\`: no single article is called “${typed}”. Choose one from the list that appears while you type, or look into \`/sources\`.`,

  // Lists and facts
  sourcesTitle: (count: number) => (count === 1 ? "**1 article**" : `**${count} articles**, newest first`),
  sourcesFound: (count: number, search: string) =>
    count === 1 ? `**1 article** for “${search}”` : `**${count} articles** for “${search}”, newest first`,
  noSources: (search: string) => `No article has “${search}” in its title, publisher, date or file name.`,
  passages: (count: number) => (count === 1 ? "1 passage" : `${count} passages`),
  moreSources: (count: number) => `and ${count} more. \`/sources search:\` narrows the list.`,
  statusCollection: (articles: number, passages: number) =>
    `**${articles}** ${articles === 1 ? "article" : "articles"} with **${passages}** ${passages === 1 ? "passage" : "passages"}`,
  statusDates: (from: string, to: string) => (from === to ? `Dated ${from}` : `Dated from ${from} to ${to}`),
  statusModel: (model: string) => `Meaning is compared by the model ${model}`,
  statusBuiltIn: (name: string) => `Meaning is compared by the built-in embedder (${name})`,
  statusBuilt: (date: string, time: string) => `Index built on ${date} at ${time} UTC`,
  help: (articles: number, from: string, to: string) =>
    [
      "**How to ask**",
      "Use `/ask`, or mention me with your question, or write to me directly. I answer with short quotes from the articles, word for word, each with its publisher, date and file. I add nothing of my own, and I say so when the articles do not answer.",
      "",
      "`from` and `to` keep articles dated in that range (2023-09-13), `source` keeps one article, `limit` sets how many quotes you get, `private` shows the answer to you alone.",
      "**Context** beside a quote shows the paragraph around it, to you alone.",
      "`/sources` lists the articles, `/status` tells what I am working with.",
      "",
      `-# I know ${articles} ${articles === 1 ? "article" : "articles"} dated from ${from} to ${to}. Your questions are not stored and go to no other service.`,
    ].join("\n"),

  // When something cannot be done
  unknownCommand: () =>
    "I do not know this command. It may be an old one; Discord shows the new ones after a reload.",
  unknownComponent: () =>
    "This no longer works: the message is from another version of me. Please ask again.",
  unexpected: (reference: string) =>
    `Sorry, something went wrong on my side. Please try again; if it happens again, tell whoever runs this bot: error ${reference}.`,
};

export type Texts = typeof english;
