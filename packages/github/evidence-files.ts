import { renderSummary, stripControls, type Report } from '../core/index.ts'

/** What explains a failure, as files to keep as an artifact: the report, the summary, and each piece of evidence, whole. */
export function renderEvidenceFiles(report: Report): Readonly<Record<string, string>> {
  const evidence = report.evidence.map(({ title, host, text }, index) => [nameFile(index + 1, `${title} ${host}`), stripControls(text)] as const)
  return {
    'report.json': `${JSON.stringify(report, undefined, 2)}\n`,
    'summary.md': renderSummary(report),
    ...Object.fromEntries(evidence)
  }
}

/** Artifacts refuse most punctuation in names, and a title may hold any. */
function nameFile(number: number, title: string): string {
  const words = title.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-').replaceAll(/^[-.]+|[-.]+$/g, '').slice(0, 80)
  return `evidence-${String(number).padStart(2, '0')}-${words}.txt`
}
