/** The sidebar's conversations and a run's steps, as the gallery shows them. */
import { conversation, NOW, step } from './fixtures.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

export const shelf = [
  conversation(),
  conversation({ id: 'two', title: '退款流程測試（第 12 輪）', updatedAt: NOW - 18 * MINUTE }),
  conversation({
    id: 'three',
    title: 'Shipping label missing fields',
    updatedAt: NOW - 62 * MINUTE,
    isBusy: true,
  }),
  conversation({
    id: 'four',
    title: 'Tone check: angry customer',
    updatedAt: NOW - 90 * MINUTE,
    hasNews: true,
  }),
  conversation({
    id: 'five',
    title: 'File search: warranty PDF',
    updatedAt: NOW - DAY,
    assistantId: 'guide',
  }),
  conversation({ id: 'six', title: '比較兩個助理的回答', updatedAt: NOW - DAY - MINUTE }),
  conversation({
    id: 'seven',
    title: 'Onboarding script v3 with a very long title that is cut',
    updatedAt: NOW - 4 * DAY,
  }),
  conversation({ id: 'eight', title: 'Edge case: empty order id', updatedAt: NOW - 30 * DAY }),
]

export const tools = [
  step({
    id: 's1',
    tools: [
      {
        kind: 'file-search',
        hits: [
          {
            fileId: 'file_1',
            fileName: 'warranty-terms-2026.pdf',
            score: 0.91,
            passage: 'Holds are released by the issuing bank within seven days.',
          },
          { fileId: 'file_2', fileName: 'orders-november.csv', score: 0.87, passage: null },
        ],
      },
    ],
  }),
  step({
    id: 's2',
    endedAt: NOW - 3 * MINUTE + 1400,
    tools: [
      {
        kind: 'function',
        name: 'get_order',
        argumentsText: '{"order":"48-2213","with_payments":true}',
        output: '{"state":"paid","charges":["ch_01","ch_02"]}',
      },
    ],
  }),
  step({
    id: 's3',
    endedAt: NOW - 3 * MINUTE + 1900,
    tools: [
      {
        kind: 'code',
        input: 'import pandas as pd\norders = pd.read_csv("orders-november.csv")\nprint(len(orders))',
        outputs: [{ type: 'logs', text: '1284' }],
      },
    ],
  }),
]
