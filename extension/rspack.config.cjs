/* Merged into the builder's settings: the sources are linked into a temporary folder (see build.mjs),
   whose name has no character that means something in a module request. */
module.exports = { resolve: { symlinks: false }, resolveLoader: { symlinks: false } };
