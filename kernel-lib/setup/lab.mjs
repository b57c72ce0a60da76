/* `npm run lab`: sets up whatever is missing, then serves the checkout in JupyterLab. */
import './node.mjs';

Promise.all([
  import('node:fs'),
  import('node:path'),
  import('./failure.mjs'),
  import('./steps.mjs'),
  import('./program.mjs')
]).then(([{ existsSync }, { join }, { orExplain }, { setUp }, { foreground }]) =>
  orExplain(async () => {
    const root = await setUp();
    const tour = 'notebooks/00-tour.ipynb';
    const args = [
      'lab',
      `--ServerApp.root_dir=${root}`,
      '--ServerApp.ip=127.0.0.1',
      '--MultiKernelManager.default_kernel_name=tslab'
    ];
    if (existsSync(join(root, tour))) args.push(`--LabApp.default_url=/lab/tree/${tour}`);
    if (process.getuid?.() === 0) args.push('--allow-root'); // as in a container
    const own = process.argv.slice(2);
    const jupyter = join(root, '.venv', 'bin', 'jupyter');
    process.exitCode = await foreground(jupyter, [...unless(own, args), ...own], {
      cwd: root,
      env: { JUPYTER_PREFER_ENV_PATH: '1' }
    });
  })
);

/** The arguments that one's own do not name as well: JupyterLab takes none twice. */
function unless(own, args) {
  const nameOf = arg => arg.split('=')[0];
  return args.filter(arg => !own.some(each => nameOf(each) === nameOf(arg)));
}
