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
    const jupyter = join(root, '.venv', 'bin', 'jupyter');
    process.exitCode = await foreground(jupyter, [...args, ...process.argv.slice(2)], {
      cwd: root,
      env: { JUPYTER_PREFER_ENV_PATH: '1' }
    });
  })
);
