/** The Calculator: works sums out for real, and shows the steps a code interpreter would have shown. */
import type { InBoth, Language } from '../language.ts'
import { finish, runCode, speak, think, type Script } from '../script.ts'
import { ArithmeticProblem, compute, inPython, parse, shown, type ProblemKind } from './arithmetic.ts'
import { assistantFrom, type PracticeAssistant, type Question } from './assistant.ts'
import { barChart } from './bar-chart.ts'
import { createCitedText } from './cited-text.ts'
import { expressionIn, listIn, type ListWish } from './sums-in-words.ts'

export const calculatorFrom = (id: string): PracticeAssistant => ({
  assistant: assistantFrom({
    id,
    name: 'Calculator',
    description:
      'Works out sums, averages and bar charts with a code step, a picture and a file. Scripted, works offline. 計算、平均與長條圖。',
    instructions: INSTRUCTIONS,
    tools: [{ type: 'code_interpreter' }],
    suggestions: ['What is 12 * (3 + 4)?', 'chart 3 5 8', '3、4、8 的平均是多少？'],
  }),
  plan,
})

const INSTRUCTIONS: InBoth = {
  en: 'You are the Calculator, a scripted practice assistant: no model is behind you. Work out the arithmetic in the question, or the sum, average, median or chart of a list of numbers; when there is none, show examples.',
  'zh-TW':
    '你是「計算機」，一個照腳本回答的練習助理，背後沒有模型。算出問題裡的算式，或一串數字的總和、平均、中位數、圖表；沒有算式就舉例。',
}

const EXAMPLES: InBoth = {
  en: 'I am a scripted practice assistant for sums. Try one of these:\n\n- `12 * (3 + 4)`\n- `15% of 80`\n- `sqrt(2) ^ 2`\n- `average of 3, 4, 8`\n- `chart 3 5 8`',
  'zh-TW':
    '我是照腳本計算的練習助理，可以試試：\n\n- `12 * (3 + 4)`\n- `80 的 15%`\n- `根號 2`\n- `平均 3、4、8`\n- `圖表 3 5 8`',
}

const PROBLEMS: Record<ProblemKind, InBoth> = {
  unreadable: { en: 'I could not read that as arithmetic.', 'zh-TW': '我看不懂這個算式。' },
  'division-by-zero': { en: 'Dividing by zero has no result.', 'zh-TW': '除以零沒有結果。' },
  'root-of-negative': { en: 'That has no real result.', 'zh-TW': '這沒有實數結果。' },
  'too-big': { en: 'The result is too big for me.', 'zh-TW': '結果太大了，我算不了。' },
  'too-long': { en: 'That is too long for me.', 'zh-TW': '這個算式太長了。' },
}

function plan(question: Question): Script {
  const list = listIn(question.text)
  if (list?.wish === 'chart') return chart(question, list.numbers)
  if (list) return summary(question, list)
  const expression = expressionIn(question.text)
  if (expression === undefined) return plainly(question, EXAMPLES[question.language])
  return workedOut(question, expression)
}

const plainly = ({ newId }: Question, text: string): Script => [
  ...think(),
  ...speak(newId, { text }),
  ...finish(),
]

function workedOut(question: Question, expression: string): Script {
  const { newId, language } = question
  try {
    const sum = parse(expression)
    const value = shown(compute(sum))
    const python = inPython(sum)
    const input = `${python.includes('math.') ? 'import math\n\n' : ''}result = ${python}\nprint(result)`
    const text: InBoth = {
      en: `Scripted, but really computed: \`${expression}\` = **${value}**`,
      'zh-TW': `照腳本回答，但真的算過：\`${expression}\` = **${value}**`,
    }
    return worked(question, { input, logs: value, text: text[language] })
  } catch (thrown) {
    if (!(thrown instanceof ArithmeticProblem)) throw thrown
    return [
      ...think(),
      ...speak(newId, { text: `${PROBLEMS[thrown.kind][language]}\n\n${EXAMPLES[language]}` }),
      ...finish(),
    ]
  }
}

interface Work {
  input: string
  logs: string
  text: string
}

const worked = ({ newId }: Question, { input, logs, text }: Work): Script => [
  ...think(),
  ...runCode(newId, { input, outputs: [{ type: 'logs', logs: `${logs}\n` }] }),
  ...speak(newId, { text }),
  ...finish(),
]

interface ListWork {
  value(numbers: number[]): number
  python: string
  name: InBoth
}

const total = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0)

const LIST_WORK: Record<Exclude<ListWish, 'chart'>, ListWork> = {
  sum: { value: total, python: 'sum(numbers)', name: { en: 'sum', 'zh-TW': '總和' } },
  average: {
    value: (numbers) => total(numbers) / numbers.length,
    python: 'sum(numbers) / len(numbers)',
    name: { en: 'average', 'zh-TW': '平均' },
  },
  median: {
    value: (numbers) => {
      const sorted = numbers.toSorted((a, b) => a - b)
      const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
      return total(middle) / middle.length
    },
    python: 'statistics.median(numbers)',
    name: { en: 'median', 'zh-TW': '中位數' },
  },
}

function summary(question: Question, { wish, numbers }: { wish: ListWish; numbers: number[] }): Script {
  const { value, python, name } = LIST_WORK[wish === 'chart' ? 'sum' : wish]
  const result = shown(value(numbers))
  const text: InBoth = {
    en: `Scripted, but really computed: the ${name.en} of ${numbers.join(', ')} is **${result}**`,
    'zh-TW': `照腳本回答，但真的算過：${numbers.join('、')} 的${name['zh-TW']}是 **${result}**`,
  }
  const head = python.startsWith('statistics') ? 'import statistics\n\n' : ''
  const input = `${head}numbers = [${numbers.join(', ')}]\nprint(${python})`
  return worked(question, { input, logs: result, text: text[question.language] })
}

const WORDS_OF_CHART: Record<Language, { before: string; after: string }> = {
  en: { before: 'I drew this by a script. The numbers as a file: [numbers.csv](', after: ')' },
  'zh-TW': { before: '這是照腳本畫的。數字檔案：[numbers.csv](', after: ')' },
}

function chart({ newId, language, makeFile }: Question, numbers: number[]): Script {
  const picture = makeFile({ filename: 'chart.png', bytes: barChart(numbers) })
  const csv = ['position,number', ...numbers.map((number, index) => `${index + 1},${number}`)].join('\n')
  const table = makeFile({ filename: 'numbers.csv', bytes: Buffer.from(`${csv}\n`) })
  const input = `import csv\nimport matplotlib.pyplot as plt\n\nnumbers = [${numbers.join(', ')}]
plt.bar(range(1, len(numbers) + 1), numbers)\nplt.show()\n
with open('/mnt/data/numbers.csv', 'w', newline='') as file:
    writer = csv.writer(file)\n    writer.writerow(['position', 'number'])\n    writer.writerows(enumerate(numbers, 1))
print(f'{len(numbers)} rows written')`
  const words = createCitedText()
  words.add(WORDS_OF_CHART[language].before)
  words.offer('sandbox:/mnt/data/numbers.csv', table)
  words.add(WORDS_OF_CHART[language].after)
  return [
    ...think(),
    ...runCode(newId, {
      input,
      outputs: [
        { type: 'logs', logs: `${numbers.length} rows written\n` },
        { type: 'image', image: { file_id: picture } },
      ],
    }),
    ...speak(newId, {
      ...words.done(),
      partsBefore: [{ type: 'image_file', image_file: { file_id: picture, detail: 'auto' } }],
    }),
    ...finish(),
  ]
}
