// The manual as a site. `./dev site` copies this folder and docs/manual to target/site-work and builds there.
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'

const source = fileURLToPath(new URL('../manual', import.meta.url))

// The reference has a page for each block; its sidebar is the list of files.
const reference = readdirSync(`${source}/reference`)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .sort()
  .map((name) => ({ text: name.replace(/\.md$/, ''), link: `/reference/${name.replace(/\.md$/, '')}` }))

const page = (text, name) => ({ text, link: `/${name}` })

export default defineConfig({
  srcDir: 'manual',
  outDir: '../site',
  // Where the folder is served below another path: BATON_SITE_BASE=/baton/ ./dev site
  base: process.env.BATON_SITE_BASE ?? '/',
  title: 'Baton',
  description: 'Keeps a service address reachable on a group of Linux hosts',
  lang: 'en',
  cleanUrls: false,
  lastUpdated: false,
  rewrites: { 'README.md': 'index.md', 'reference/README.md': 'reference/index.md' },
  markdown: {
    languageAlias: { conf: 'nginx', script: 'sh' },
    config: (md) => {
      // `<NUMBER>` outside of code is text; only the reference's anchors are HTML.
      md.core.ruler.push('no-html', (state) => {
        for (const token of state.tokens) {
          for (const child of token.children ?? []) {
            if (child.type === 'html_inline' && !/^<\/?a\b/.test(child.content)) child.type = 'text'
          }
        }
      })
      // A link out of the manual leads into the source tree, which the site does not have.
      const before = md.renderer.rules.link_open
      md.core.ruler.push('tree-links', (state) => {
        for (const token of state.tokens) {
          for (const child of token.children ?? []) {
            const href = child.attrGet?.('href')
            if (child.type === 'link_open' && href?.startsWith('../')) {
              const depth = state.env.relativePath?.startsWith('reference/') ? '../../../' : '../../'
              if (href.startsWith(depth)) child.treeLink = true
            }
          }
        }
      })
      md.renderer.rules.link_open = (tokens, index, options, env, self) =>
        tokens[index].treeLink
          ? '<span class="tree-link">'
          : before
            ? before(tokens, index, options, env, self)
            : self.renderToken(tokens, index, options)
      md.renderer.rules.link_close = (tokens, index, options, env, self) => {
        const open = tokens.slice(0, index).findLast((token) => token.type === 'link_open')
        return open?.treeLink ? '</span>' : self.renderToken(tokens, index, options)
      }
    },
  },
  themeConfig: {
    search: { provider: 'local', options: { detailedView: true } },
    outline: { level: [2, 3] },
    nav: [
      page('First pair', 'nginx'),
      page('Troubleshooting', 'troubleshooting'),
      page('Reference', 'reference/'),
    ],
    sidebar: [
      { text: 'Begin', items: [page('The manual', ''), page('Concepts', 'concepts'), page('Glossary', 'glossary')] },
      {
        text: 'By task',
        items: [
          page('Protect an nginx pair', 'nginx'),
          page('A MySQL pair', 'mysql'),
          page('Two addresses, shared out', 'mutual'),
          page('Migrate from keepalived', 'migrate'),
          page('Troubleshooting', 'troubleshooting'),
          page('Monitoring', 'monitoring'),
          page('Least privilege', 'privileges'),
          page('Upgrade', 'upgrade'),
        ],
      },
      {
        text: 'To look up',
        items: [
          page('Running Baton', 'running'),
          page('Commands', 'commands'),
          page('Diagnostics', 'diagnostics'),
          page('The ten commonest mistakes', 'mistakes'),
          page('Differences from keepalived', 'differences'),
          page('Supported systems', 'systems'),
          page('Figures', 'figures'),
        ],
      },
      { text: 'Reference', collapsed: true, link: '/reference/', items: reference },
    ],
  },
})
