/** The two knowledge bases NERD links to. */
export type KnowledgeBase = 'capiq' | 'wikimedia';

/**
 * A name that the demo server finds in a text. Without an `id` it is found but not linked, as in NERD's own answers.
 */
export interface KnownName {
  readonly name: string;
  readonly nerType: string;
  readonly label?: string;
  readonly id?: string;
  /** From 0 to 1: the confidence that this is a name (`nerScore`), and that it is this entity (`nedScore`). */
  readonly nerScore?: number;
  readonly nedScore?: number;
}

const org = (label: string, id: string, ...names: readonly string[]): readonly KnownName[] =>
  names.map((name) => ({ name, nerType: 'ORG', label, id }));
const of = (nerType: string, label: string, id: string, ...names: readonly string[]): readonly KnownName[] =>
  (names.length === 0 ? [label] : names).map((name) => ({ name, nerType, label, id }));

/**
 * These names are enough to play with. The ids look like those of S&P Capital IQ and of Wikidata; not all of them are
 * theirs.
 */
export const KNOWLEDGE: Readonly<Record<KnowledgeBase, readonly KnownName[]>> = {
  capiq: [
    ...org('Kensho Technologies', '251994106', 'Kensho', 'Kensho Technologies'),
    ...org('S&P Global Inc.', '21719', 'S&P Global', 'S&P'),
    ...org('Microsoft Corporation', '21835', 'Microsoft', 'Microsoft Corporation', 'MSFT'),
    ...org('Apple Inc.', '24937', 'Apple', 'Apple Inc.', 'AAPL'),
    ...org('Amazon.com, Inc.', '18749', 'Amazon', 'Amazon.com', 'AMZN'),
    ...org('Alphabet Inc.', '29096', 'Alphabet', 'Google', 'GOOGL'),
    ...org('Tesla, Inc.', '27444752', 'Tesla', 'TSLA'),
    ...org('Meta Platforms, Inc.', '20765463', 'Meta', 'Facebook'),
    ...org('NVIDIA Corporation', '32307', 'NVIDIA', 'Nvidia'),
    ...org('International Business Machines Corporation', '112350', 'IBM'),
    ...org('Intel Corporation', '21127', 'Intel'),
    ...org('Netflix, Inc.', '32012', 'Netflix'),
    ...org('JPMorgan Chase & Co.', '658776', 'JPMorgan', 'JPMorgan Chase', 'JP Morgan'),
    ...org('The Goldman Sachs Group, Inc.', '398625', 'Goldman Sachs'),
    ...org('Bank of America Corporation', '1029', 'Bank of America'),
    ...org('Volkswagen AG', '377732', 'Volkswagen', 'VW'),
    ...org('Siemens Aktiengesellschaft', '19183', 'Siemens'),
    ...org('SAP SE', '114319', 'SAP'),
    ...org('Toyota Motor Corporation', '319676', 'Toyota', 'トヨタ'),
    ...org('Samsung Electronics Co., Ltd.', '91868', 'Samsung'),
    ...org('The New York Times Company', '292942', 'New York Times', 'The New York Times'),
    { name: 'Acme Holdings', nerType: 'ORG' },
    { name: 'Initech', nerType: 'ORG', nerScore: 0.71 },
  ],
  wikimedia: [
    ...org('Microsoft', 'Q2283', 'Microsoft', 'Microsoft Corporation'),
    ...org('Apple Inc.', 'Q312', 'Apple', 'Apple Inc.'),
    ...org('Amazon', 'Q3884', 'Amazon', 'Amazon.com'),
    ...org('Alphabet Inc.', 'Q20800404', 'Alphabet'),
    ...org('Google', 'Q95', 'Google'),
    ...org('Tesla, Inc.', 'Q478214', 'Tesla'),
    ...org('S&P Global', 'Q868587', 'S&P Global'),
    ...org('IBM', 'Q37156', 'IBM'),
    ...org('Meta Platforms', 'Q380', 'Meta', 'Facebook'),
    ...org('Nvidia', 'Q182477', 'NVIDIA', 'Nvidia'),
    ...org('Netflix', 'Q907311', 'Netflix'),
    ...org('Bank of America', 'Q487907', 'Bank of America'),
    ...org('University of Cambridge', 'Q35794', 'University of Cambridge'),
    ...org('Harvard University', 'Q13371', 'Harvard', 'Harvard University'),
    ...org('The New York Times', 'Q9684', 'New York Times', 'The New York Times'),
    ...org('Toyota', 'Q53268', 'Toyota', 'トヨタ'),
    ...of('GPE', 'Boston', 'Q100'),
    ...of('GPE', 'New York City', 'Q60', 'New York City', 'New York'),
    ...of('GPE', 'London', 'Q84'),
    { name: 'Cambridge', nerType: 'GPE', label: 'Cambridge', id: 'Q350', nerScore: 0.94, nedScore: 0.62 },
    ...of('GPE', 'Cambridge, Massachusetts', 'Q49111'),
    ...of('GPE', 'San Francisco', 'Q62'),
    ...of('GPE', 'Seattle', 'Q5083'),
    ...of('GPE', 'Berlin', 'Q64'),
    ...of('GPE', 'Paris', 'Q90'),
    ...of('GPE', 'Tokyo', 'Q1490', 'Tokyo', '東京'),
    ...of('GPE', 'Tel Aviv', 'Q33935', 'Tel Aviv', 'תל אביב'),
    ...of('GPE', 'Cairo', 'Q85', 'Cairo', 'القاهرة'),
    ...of('GPE', 'United States', 'Q30', 'United States', 'US', 'U.S.'),
    ...of('GPE', 'United Kingdom', 'Q145', 'United Kingdom', 'UK'),
    ...of('GPE', 'Germany', 'Q183'),
    ...of('LOC', 'Silicon Valley', 'Q163820'),
    ...of('LOC', 'Europe', 'Q46'),
    ...of('LOC', 'Wall Street', 'Q11690'),
    ...of('FAC', 'Golden Gate Bridge', 'Q44440'),
    ...of('FAC', 'Apple Park', 'Q4781690'),
    ...of('EVENT', 'World War II', 'Q362'),
    ...of('EVENT', 'Olympic Games', 'Q5389', 'Olympic Games', 'Olympics'),
    ...of('PRODUCT', 'iPhone', 'Q2766'),
    ...of('PRODUCT', 'Microsoft Windows', 'Q1406', 'Windows'),
    ...of('LAW', 'General Data Protection Regulation', 'Q1172506', 'GDPR'),
    ...of('WORK_OF_ART', 'Mona Lisa', 'Q12418'),
    ...of('PERSON', 'Tim Cook', 'Q265852'),
    ...of('PERSON', 'Satya Nadella', 'Q7426870'),
    ...of('PERSON', 'Elon Musk', 'Q317521', 'Elon Musk', 'Musk'),
    ...of('PERSON', 'Ada Lovelace', 'Q7259'),
    ...of('PERSON', 'Alan Turing', 'Q7251', 'Alan Turing', 'Turing'),
    { name: 'Jane Doe', nerType: 'PERSON' },
    { name: 'American', nerType: 'NORP' },
    { name: 'British', nerType: 'NORP' },
    { name: 'German', nerType: 'NORP' },
    { name: 'Kensho', nerType: 'ORG' },
    { name: 'Acme Holdings', nerType: 'ORG' },
  ],
};
