/** The longer texts of the Troublemaker. */

export const SHOWCASE = `# Markdown, scripted

A paragraph with **bold**, *italic*, ~~gone~~, \`code\` and a [link](https://example.com/help).

| Fruit | Price | 數量 |
|:------|------:|:----:|
| Apple | 3.50 | 12 |
| 芭樂 | 25 | 7 |

\`\`\`ts
const double = (n: number): number => n * 2
\`\`\`

\`\`\`python
def double(n: int) -> int:
    return n * 2
\`\`\`

1. first
2. second
   - inner, **with bold**
   - [x] done
   - [ ] to do

> A quotation, 中文也可以。

Inline math \\(a^2 + b^2 = c^2\\) and a block:

$$
\\int_0^1 x^2 \\, dx = \\frac{1}{3}
$$

A remote image that must not be loaded by itself: ![tracker](https://example.com/pixel.png)

Raw HTML: <b>bold</b> <img src="https://example.com/x.png" onerror="alert(1)"> <script>alert('no')</script>

---

The end.`

export const HOSTILE_LINKS = `Scripted links that must not be opened:

- [javascript](javascript:alert(document.domain))
- [javascript, disguised](JaVaScRiPt:alert(1))
- [file](file:///etc/passwd)
- [network share](smb://example.com/share)
- [windows share](\\\\\\\\example.com\\\\share)
- [data](data:text/html,<script>alert(1)</script>)
- [app](ms-msdt:/id%20PCWDiagnostic)
- [looks like one host, is another](https://api.openai.com@example.com/)
- <a href="javascript:alert(1)">raw html</a>
- [an honest one](https://example.com/)`

const HUGE_LENGTH = 300_000

/** Markdown of 300,000 characters and a little more: sections with prose, lists, tables and code. */
export function hugeText(): string {
  const sections = ['# A huge scripted answer']
  for (let length = 0; length < HUGE_LENGTH;) {
    const section = sectionOf(sections.length)
    sections.push(section)
    length += section.length + 2
  }
  return sections.join('\n\n')
}

const sectionOf = (number: number) => `## Section ${number}

Paragraph ${number} of a text that has no end in sight. It is here so that a window can prove that it stays quick when an
answer is far longer than anyone would read. 這一段是第 ${number} 段，用來測試很長的回答。

- point ${number}.1 with \`code\`
- point ${number}.2 with **bold**

| row | value |
|-----|------:|
| ${number} | ${number * 7} |

\`\`\`ts
export const section${number} = ${number}
\`\`\``
