/** Who may import whom (docs/architecture.md). Data flows one way: no calls back up. */
const stages = ['ingest', 'classify', 'respond', 'report'];
const inside = (...names) => `^(${names.join('|')})/`;

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', comment: 'A circle has no direction.', from: {}, to: { circular: true } },
    {
      name: 'model-imports-nothing', severity: 'error', comment: 'Nouns know zod and one another, nothing else.',
      from: { path: inside('model') }, to: { pathNot: ['^model/', '^node_modules/zod/', '^zod$'] },
    },
    ...stages.map((stage) => ({
      name: `${stage}-knows-no-other-stage`, severity: 'error', comment: 'Stages meet in the outbox, not in code.',
      from: { path: inside(stage) }, to: { path: inside(...stages.filter((s) => s !== stage), 'workers', 'web', 'cli') },
    })),
    {
      name: 'db-knows-no-stage', severity: 'error', comment: 'SQL does not decide.',
      from: { path: inside('db') }, to: { path: inside(...stages, 'workers', 'web', 'cli', 'profiles') },
    },
    {
      name: 'profiles-are-data', severity: 'error', comment: 'A jurisdiction is data and its loader.',
      from: { path: inside('profiles') }, to: { path: inside(...stages, 'workers', 'web', 'cli', 'db') },
    },
    {
      name: 'workers-serve', severity: 'error', comment: 'Workers know stages, not the desk or the command line.',
      from: { path: inside('workers') }, to: { path: inside('web', 'cli') },
    },
    {
      name: 'web-knows-no-cli', severity: 'error', from: { path: inside('web') }, to: { path: inside('cli') },
    },
    {
      name: 'config-at-the-door', severity: 'error', comment: 'Only entry points read the environment; everything else is handed its settings.',
      from: { pathNot: ['^cli/', '^bench/', '^test/', '^config\\.ts$'] }, to: { path: '^config\\.ts$' },
    },
    {
      name: 'queue-behind-its-port', severity: 'error', comment: 'BullMQ and Redis are spoken to in one place.',
      from: { pathNot: '^workers/queue/' }, to: { path: '^node_modules/(bullmq|ioredis)/' },
    },
    {
      name: 'tests-stay-out', severity: 'error', from: { path: inside(...stages, 'model', 'db', 'workers', 'web', 'cli', 'profiles') }, to: { path: inside('test', 'bench') },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.js', '.mjs'] },
  },
};
