package dev.holdfast.domain.recall;

/** What every index of passages must do, whatever it is built on and whichever kind it has. */
public interface PassageIndexContract
        extends PassageWordLaws, PassageFigureLaws, PassageFilterLaws, PassageLoadingLaws, PassageIsolationLaws {}
